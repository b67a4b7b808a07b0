// Writes one slice into the tables of the projections, within a transaction of the caller. Touches only what
// differs: an index costs more than its row.
#pragma once

#include "adapters/sqlite/connection.hpp"
#include "workflows/runtime/ports/projections.hpp"

namespace waymark::sqlite {

void write_slice(Connection& connection, const runtime::Slice& slice);

}  // namespace waymark::sqlite
