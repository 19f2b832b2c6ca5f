"""The evidence base: load it, check it, and see it as it could be seen on a given day."""

import pandas as pd

# Where pyarrow is installed pandas would keep text in its arrays: two to three times slower for
# tables that are read cell by cell, and an edition must not depend on what else is installed.
pd.set_option("mode.string_storage", "python")
