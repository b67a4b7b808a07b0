// The list of the W3C's SCXML tests in the shared material, and which of them this engine must pass.
#pragma once

#include <filesystem>
#include <ostream>
#include <set>
#include <string>
#include <vector>

namespace waymark::irp {

struct Entry {
    std::string id, mode, file, pass_state;
    std::set<std::string> features;
    bool has_function = false;  // a function expression in the document

    /// Why it is beyond this engine yet; empty: it must pass.
    [[nodiscard]] std::string beyond() const;
};

inline void PrintTo(const Entry& entry, std::ostream* out) { *out << entry.file; }

/// Where the tests are, or an empty path.
std::filesystem::path folder();
/// Empty when the shared material is absent.
std::vector<Entry> manifest();
std::string text_of(const std::filesystem::path& file);

}  // namespace waymark::irp
