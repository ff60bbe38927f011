"""Fine-tune a small multilingual encoder on public tasks and write it for the classifier; needs ``lachan[encoder]``."""
