"""The server: its configuration, what requests may ask and how they are parsed, live sessions and Dash's callbacks."""
