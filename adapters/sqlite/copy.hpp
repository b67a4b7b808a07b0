// A consistent copy of a file at work. Not a backup's rules: which file comes first, what is marked, is the
// runtime's.
#pragma once

#include <string>

#include "adapters/sqlite/connection.hpp"

namespace waymark::sqlite {

/// The file as it is at one moment, whatever is written meanwhile; `path` must not exist. Durable: on return.
/// What failed leaves no file. Throws StorageFull, StorageFailed.
void copy_database(Connection& from, const std::string& path, const std::string& vfs);

}  // namespace waymark::sqlite
