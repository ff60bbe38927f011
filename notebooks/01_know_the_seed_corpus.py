# ---
# jupyter:
#   jupytext:
#     formats: ipynb,py:percent
#     text_representation:
#       extension: .py
#       format_name: percent
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # 01 Know the seed corpus
#
# Before a model learns from these messages, look at them: how many of each kind, from which region, typed how.
# A corpus whose *form* gives the answer away (only harmful lines typed without marks, say) would teach the form.

# %%
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd

from classifier.taxonomy import Category
from training import corpus, manifest

seed = corpus.read(manifest.load("seed"))
names = [category.vi for category in Category]
table = pd.DataFrame(seed.labels, columns=names)
table["sạch"] = ~seed.labels.any(axis=1)
table["vùng"] = seed.regions
table["từ"] = [len(text.split()) for text in seed.texts]
print(f"{len(seed):,} tin nhắn, {int(table['sạch'].sum()):,} sạch; hàng bị loại: {len(seed.faults)}")

# %% [markdown]
# ## How many of each kind

# %%
order = ["sạch", *names]
counts = table[order].sum()
figure, axes = plt.subplots(figsize=(7, 2.6))
axes.barh(order[::-1], counts[order[::-1]], color=["#b4574a", "#c98a3d", "#7a6aa8", "#4d7ea8", "#6b9a76"])
axes.bar_label(axes.containers[0], padding=4)
axes.set_title("Tin nhắn theo loại")
axes.spines[["top", "right"]].set_visible(False)
figure.tight_layout()

# %% [markdown]
# ## Does the form give the answer away?
#
# The share of each style among clean and harmful messages should be alike. Where it is not, the model will learn to
# suspect how a child types instead of what the child says.

# %%
styles = ["standard", "teencode", "no_marks", "emoji"]
clean = table["sạch"].to_numpy()
share = pd.DataFrame(
    {
        kind: [
            np.mean([style in typed for typed, kept in zip(seed.styles, mask, strict=True) if kept]) for style in styles
        ]
        for kind, mask in (("sạch", clean), ("có dấu hiệu", ~clean))
    },
    index=styles,
)
axes = share.plot.bar(rot=0, figsize=(7, 2.8), color=["#6b9a76", "#b4574a"], title="Cách gõ: tỷ lệ trong mỗi nhóm")
axes.spines[["top", "right"]].set_visible(False)
axes.figure.tight_layout()
share.round(3)

# %% [markdown]
# ## Regions and lengths

# %%
regions = pd.crosstab(table["vùng"], np.where(clean, "sạch", "có dấu hiệu"), normalize="columns").round(3)
lengths = table.groupby(np.where(clean, "sạch", "có dấu hiệu"))["từ"].describe()[["count", "25%", "50%", "75%", "max"]]
pd.concat({"vùng": regions, "số từ": lengths.T.reindex(columns=regions.columns)})

# %%
assert len(seed) >= 2_500
assert int(table["sạch"].sum()) >= 1_300
assert share.diff(axis=1).iloc[:, 1].abs().max() < 0.15, "một cách gõ nghiêng hẳn về một phía"
