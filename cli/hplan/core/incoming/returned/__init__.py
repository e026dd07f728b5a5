"""Documents that hplan rendered, taken back into their plan files after people edited them."""
