"""scikit-learn's cohen_kappa_score on the case given as JSON on stdin, every code over all characters of all sources:
seconds for the scoring alone and with putting the ratings together, and the kappas (null where undefined)."""
import json
import math
import sys
import time
import warnings

import numpy
import sklearn
from sklearn.metrics import cohen_kappa_score

warnings.filterwarnings("ignore")
case = json.load(sys.stdin)
starts, total = [], 0
for source in case["sources"]:
    starts.append(total)
    total += source["length"]


def by_code(side):
    found = {code: [] for code in case["codes"]}
    for base, source in zip(starts, case["sources"]):
        for start, end, code in source[side]:
            found[code].append((base + start, base + end))
    return found


whole = time.perf_counter()
a, b = by_code("a"), by_code("b")
kappas, scoring = [], 0.0
for code in case["codes"]:
    first, second = numpy.zeros(total, dtype=numpy.int8), numpy.zeros(total, dtype=numpy.int8)
    for marks, spans in ((first, a[code]), (second, b[code])):
        for start, end in spans:
            marks[start:end] = 1
    before = time.perf_counter()
    kappa = cohen_kappa_score(first, second)
    scoring += time.perf_counter() - before
    kappas.append(None if math.isnan(kappa) else float(kappa))
json.dump({"version": sklearn.__version__, "scoring": scoring, "whole": time.perf_counter() - whole, "kappas": kappas}, sys.stdout)
