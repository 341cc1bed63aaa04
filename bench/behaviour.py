"""The references of bench/behaviour.ts: CPU seconds of pandas on the same file, read, cleaned and sorted beforehand."""
import json
import sys
import time

import numpy as np
import pandas as pd

DAY = 86_400_000
log = pd.read_csv(sys.argv[1], usecols=["customer", "time", "event"], dtype={"customer": "category", "event": "category"})
log = log.dropna(subset=["customer"]).reset_index(drop=True)
log["time"] = pd.to_datetime(log["time"]).astype("int64") // 1_000_000
log["customer"] = log["customer"].cat.codes.astype("int32")
log["code"] = log["event"].cat.codes
log["bought"] = (log["event"] == "purchase").astype("int8")
log = log.sort_values(["customer", "time"], kind="stable").reset_index(drop=True)
seconds, figures = {}, {}


def funnel(days):
    """The next step after each row of a step, by merge_asof; who gets how far."""
    rows = {e: log.loc[log["event"] == e, ["customer", "time"]].sort_values("time") for e in ("view", "add_to_cart", "purchase")}
    later = rows["purchase"].assign(t3=rows["purchase"]["time"])
    carts = pd.merge_asof(rows["add_to_cart"], later, on="time", by="customer", direction="forward")
    carts["t2"] = carts["time"]
    views = pd.merge_asof(rows["view"], carts, on="time", by="customer", direction="forward")
    end = views["time"] + days * DAY
    depth = 1 + (views["t2"] <= end).astype(int) + (views["t3"] <= end).astype(int)
    reached = depth.groupby(views["customer"]).max()
    return [int((reached >= k).sum()) for k in (1, 2, 3)]


def sessions():
    new = (log["customer"] != log["customer"].shift()) | (log["time"].diff() > 30 * 60_000)
    by = log.assign(session=new.cumsum()).groupby("session")
    table = by.agg(customer=("customer", "first"), began=("time", "min"), ended=("time", "max"), events=("time", "size"), entry=("code", "first"), exit=("code", "last"), bought=("bought", "max"))
    ends = table.groupby("entry")["bought"].agg(["size", "sum"]), table["exit"].value_counts()
    spread = (table["ended"] - table["began"])[table["events"] > 1].quantile([0.25, 0.5, 0.75, 0.9])
    began = pd.to_datetime(table["began"], unit="ms")
    hours = table.groupby([began.dt.weekday, began.dt.hour])["bought"].agg(["size", "sum"])
    assert len(ends) == 2 and len(spread) == 4 and len(hours) > 0
    return len(table)


def paths():
    new = (log["customer"] != log["customer"].shift()) | (log["time"].diff() > 30 * 60_000)
    rows = log.assign(session=new.cumsum())
    rows = rows[(rows["code"] != rows["code"].shift()) | new]
    step = rows.groupby("session").cumcount()
    rows = rows.assign(step=step, next=rows["code"].shift(-1), same=rows["session"].shift(-1) == rows["session"])
    edges = rows[rows["same"] & (rows["step"] < 4)].groupby(["step", "code", "next"]).size()
    assert len(edges) > 0
    return int(new.sum())


def retention(length):
    bucket = (log["time"] // DAY + 3) // 7 if length == 7 else log["time"] // DAY
    active = pd.DataFrame({"customer": log["customer"], "bucket": bucket}).drop_duplicates()
    first = active.groupby("customer")["bucket"].transform("min")
    cells = active.groupby([first, active["bucket"] - first]).size()
    return int(cells.xs(1, level=1).sum())


for name, work in {
    "funnel of 3 steps": lambda: funnel(14),
    "funnel of 3 steps, 7 days": lambda: funnel(7),
    "sessions": sessions,
    "paths": paths,
    "retention by weeks": lambda: retention(7),
    "retention by days": lambda: retention(1),
}.items():
    begun = time.process_time()
    figures[name] = work()
    seconds[name] = time.process_time() - begun
print(json.dumps({"seconds": seconds, "figures": figures}))
