"""From the words of a notice to a drill, or to the questions that stop it."""
