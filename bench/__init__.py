"""How quick, how small, how frugal is it? Each figure beside its floor, both taken in one run: `python -m bench` (docs/performance.md)."""
