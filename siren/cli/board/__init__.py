"""What is seen while a run goes on: a board that fills the terminal, or plain lines."""
