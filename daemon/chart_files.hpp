// The files that `waymark chart …` reads: documents, and what their `src` attributes name.
#pragma once

#include <filesystem>

#include "states/chart.hpp"

namespace waymark::daemon {

/// Errors: "file-not-readable", "file-too-large"; place is the path.
Result<std::string> read_file(const std::filesystem::path& path);

/// `src` reaches no further than the base folder, whatever it is called: links and ".." are resolved first.
states::Fetch files_below(const std::filesystem::path& base);

/// The folder that a document's `src` attributes start from: `base`, or its own when that is empty.
std::filesystem::path base_of(const std::filesystem::path& document, const std::string& base);

}  // namespace waymark::daemon
