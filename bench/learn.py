"""The references of bench/learn.ts: CPU seconds of xgboost hist and scikit-learn, one thread, on the same data."""
import json
import os
import time

os.environ["OMP_NUM_THREADS"] = "1"
import numpy as np
import xgboost as xgb
from sklearn.ensemble import RandomForestClassifier
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

rows, columns = 50_000, 20
n = rows * (columns + 1)
# The generator of bench/learn-data.ts, all states at once: x_k = a^k x_0 + c (a^k − 1) / (a − 1) mod 2^32.
a, c = np.empty(n, np.uint64), np.empty(n, np.uint64)
a[0], c[0] = 1664525, 1013904223
size = 1
with np.errstate(over="ignore"):
    while size < n:
        m = min(size, n - size)
        c[size : size + m] = (a[size - 1] * c[:m] + c[size - 1]) & 0xFFFFFFFF
        a[size : size + m] = (a[size - 1] * a[:m]) & 0xFFFFFFFF
        size += m
    u = (((a + c) & 0xFFFFFFFF) / 2**32).reshape(rows, columns + 1)
x = 2 * u[:, :columns] - 1
z = x[:, 0] - x[:, 1] + 2 * x[:, 2] * x[:, 3] + (x[:, 4] > 0.3) - x[:, 5] ** 2 + 3 * x[:, 6] * x[:, 7]
y = (u[:, columns] < 0.5 + z / (2 * (1 + np.abs(z)))).astype(int)
x = np.ascontiguousarray(x)
x.reshape(-1)[::17] = np.nan

start = time.process_time()
params = {"objective": "binary:logistic", "max_depth": 6, "eta": 0.1, "tree_method": "hist", "max_bin": 255, "nthread": 1}
data = xgb.DMatrix(x, y, nthread=1)
model = xgb.train(params, data, 200)
boost = {"seconds": time.process_time() - start, "auc": roc_auc_score(y, model.predict(data))}
filled = np.where(np.isnan(x), -2.0, x)
start = time.process_time()
forest = RandomForestClassifier(100, max_depth=12, n_jobs=1, random_state=1).fit(filled, y)
forest = {"seconds": time.process_time() - start, "auc": roc_auc_score(y, forest.predict_proba(filled)[:, 1])}


def linear(**options):
    """Medians, flags and scales, then the regression, to about the precision of Newton's method."""
    start = time.process_time()
    imputer = SimpleImputer(strategy="median", add_indicator=True)
    model = make_pipeline(imputer, StandardScaler(), LogisticRegression(tol=1e-8, max_iter=1000, **options)).fit(x, y)
    seconds = time.process_time() - start
    return {"seconds": seconds, "auc": roc_auc_score(y, model.predict_proba(x)[:, 1])}


ridge = linear(C=1)
lasso = linear(C=0.1, penalty="l1", solver="liblinear")
print(json.dumps({"boost": boost, "forest": forest, "ridge": ridge, "lasso": lasso}))
