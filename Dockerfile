# PyTorch's CPU index, as an address for pip; without it the image holds the CUDA build, several GB (docs/deploy.md).
FROM python:3.11-bookworm AS build
ARG PIP_EXTRA_INDEX_URL
WORKDIR /app
COPY Makefile requirements.txt ./
# PyTorch brings its tests and its C++ headers: 145 MB that nothing here reads.
RUN make setup && rm -rf .venv/lib/python3.11/site-packages/torch/test .venv/lib/python3.11/site-packages/torch/include
# npm fetches the smaller plotly.js and joins the page's modules. Without it, or without its registry, the full plotly.js
# and the modules as they are written are served.
COPY --from=node:22-bookworm-slim /usr/local/bin/node /usr/local/bin/node
COPY --from=node:22-bookworm-slim /usr/local/lib/node_modules /usr/local/lib/node_modules
RUN ln -s ../lib/node_modules/npm/bin/npm-cli.js /usr/local/bin/npm
COPY . .
RUN make bundle || echo "Going on with the files as they are."

FROM python:3.11-slim-bookworm
RUN useradd --uid 1000 --create-home chalkline
WORKDIR /app
COPY --from=build /app /app
USER 1000
ENV PATH=/app/.venv/bin:$PATH PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 PORT=8050
EXPOSE 8050
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s \
  CMD ["python", "-c", "import os, urllib.request as r; r.urlopen(f'http://127.0.0.1:{os.environ[\"PORT\"]}/healthz', timeout=2)"]
CMD ["python", "-m", "app.serve"]
