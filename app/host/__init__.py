"""What a process that serves needs: logs, a server that sleeps."""
