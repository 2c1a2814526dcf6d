"""Settings, addresses, the command line and the programs that make up a running product."""
