"""What stands before everything: what may be asked, how often, and what every answer says."""
