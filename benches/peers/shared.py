"""Where the generator, the peers' programs and the sizes to expect are: the folder `CASUS_SHARED`, or `../shared`.

They are kept apart from the project because peers other than Casus are measured by them too. Without the folder nothing here
can be measured, and that is said.
"""

import importlib.util
import os
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
PROJECT = HERE.parent.parent
DATA = Path(os.environ.get("BENCH_DATA") or PROJECT / "target" / "peers").resolve()


def bench():
    """The folder of the workloads; ends the program, saying what is missing, where there is none."""
    folder = Path(os.environ.get("CASUS_SHARED") or PROJECT.parent / "shared").resolve() / "bench"
    if not (folder / "generate.py").exists():
        sys.exit(f"nothing measured: {folder} has no generate.py. CASUS_SHARED names the folder that holds bench/ with the"
                 " generator, the peers' programs and the sizes to expect.")
    return folder


def generator():
    """The generator as a module that writes into `DATA`."""
    os.environ["BENCH_DATA"] = str(DATA)
    spec = importlib.util.spec_from_file_location("generate", bench() / "generate.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def expected(dataset, number):
    """Whether the table of expected sizes has this number in a line that names the data set; None where it names none."""
    lines = [x for x in (bench() / "EXPECTED.md").read_text(encoding="utf-8").splitlines()
             if x.startswith("|") and dataset in x.split("|")[1].replace(",", " ").split()]
    return any(f"{number:,}" in x for x in lines) if lines else None
