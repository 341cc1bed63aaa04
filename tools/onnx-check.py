#!/usr/bin/env python3
"""Checks ONNX files with the reference implementation: python3 tools/onnx-check.py file.onnx ...

Needs python3-onnx (Debian); not part of the tests. Says for each file whether it is well formed, which
versions it asks for, and that its shapes can be inferred.
"""
import sys

import onnx
import onnx.checker
import onnx.shape_inference

failed = 0
for path in sys.argv[1:]:
    try:
        model = onnx.load(path)
        onnx.checker.check_model(model, full_check=True)
        onnx.shape_inference.infer_shapes(model, strict_mode=True)
        opsets = ", ".join(f"{o.domain or 'ai.onnx'} {o.version}" for o in model.opset_import)
        print(f"ok      {path}: IR {model.ir_version}, {opsets}, {len(model.graph.node)} operators")
    except Exception as error:  # every kind of failure is told, with its file
        failed += 1
        print(f"FAILED  {path}: {error}")
sys.exit(1 if failed else 0)
