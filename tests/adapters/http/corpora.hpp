// Where the shared material with hostile input lies, and how its files are read.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace waymark::http {

/// conformance/hostile of the folder that WAYMARK_SHARED names, or of ../shared beside the project; nothing:
/// it is not here.
std::optional<std::filesystem::path> hostile_folder();

std::string bytes_of(const std::filesystem::path& file);
/// Lines of a table, split at tabs, without the line of names.
std::vector<std::vector<std::string>> rows_of(const std::filesystem::path& file);
std::vector<std::string> split(const std::string& text, char at);

}  // namespace waymark::http
