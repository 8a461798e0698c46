"""What claims of speed and size rest on. Each benchmark prints ratios measured side by side in one run."""
