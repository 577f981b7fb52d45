"""The page: Dash and Plotly, the look and the words; it knows neither torch nor the server."""
