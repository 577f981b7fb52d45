"""The server: settings, the one door for what browsers send, live sessions and Dash's callbacks."""
