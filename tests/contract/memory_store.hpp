// The fakes of the store, for tests that want no files. The contract suite beside them holds them to the
// ports' text.
#pragma once

#include "tests/contract/memory_bulk.hpp"
#include "tests/contract/memory_journal.hpp"
#include "tests/contract/memory_projections.hpp"
