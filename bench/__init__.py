"""How fast it is: ratios within one run, on made-up data, behind the real walls."""
