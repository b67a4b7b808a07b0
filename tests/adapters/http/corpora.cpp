#include "tests/adapters/http/corpora.hpp"

#include <cstdlib>
#include <fstream>
#include <sstream>

namespace waymark::http {

std::optional<std::filesystem::path> hostile_folder() {
    const char* const named = std::getenv("WAYMARK_SHARED");
    const auto shared =
        named != nullptr ? std::filesystem::path(named) : std::filesystem::path(PROJECT_DIR) / "../shared";
    const auto folder = shared / "conformance/hostile";
    if (!std::filesystem::exists(folder)) return std::nullopt;
    return folder;
}

std::string bytes_of(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    std::ostringstream out;
    out << stream.rdbuf();
    return out.str();
}

std::vector<std::string> split(const std::string& text, char at) {
    std::vector<std::string> parts;
    std::istringstream stream(text);
    for (std::string part; std::getline(stream, part, at);) parts.push_back(part);
    return parts;
}

std::vector<std::vector<std::string>> rows_of(const std::filesystem::path& file) {
    std::vector<std::vector<std::string>> rows;
    for (const auto& line : split(bytes_of(file), '\n'))
        if (!line.empty()) rows.push_back(split(line, '\t'));
    if (!rows.empty()) rows.erase(rows.begin());
    return rows;
}

}  // namespace waymark::http
