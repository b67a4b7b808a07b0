#include "tests/conformance/irp/manifest.hpp"

#include <cstdlib>
#include <fstream>
#include <sstream>

namespace waymark::irp {

namespace {

std::vector<std::string> split(const std::string& line, char separator) {
    std::vector<std::string> parts;
    std::istringstream in(line);
    for (std::string part; std::getline(in, part, separator);) parts.push_back(part);
    return parts;
}

}  // namespace

std::string Entry::beyond() const {
    for (const auto* feature : {"script", "script-src", "invoke", "invoke-src", "basichttp", "xml-data",
                                "xml-content", "send-session", "parent", "finalize", "autoforward"})
        if (features.contains(feature)) return feature;
    return has_function ? "function" : "";
}

std::filesystem::path folder() {
    const auto* given = std::getenv("WAYMARK_SHARED");
    const auto shared =
        given != nullptr ? std::filesystem::path(given) : std::filesystem::path(PROJECT_DIR) / "../shared";
    const auto irp = shared / "conformance/irp";
    return std::filesystem::exists(irp / "manifest.tsv") ? irp : std::filesystem::path();
}

std::string text_of(const std::filesystem::path& file) {
    std::ostringstream text;
    text << std::ifstream(file, std::ios::binary).rdbuf();
    return text.str();
}

std::vector<Entry> manifest() {
    std::vector<Entry> entries;
    if (folder().empty()) return entries;
    std::ifstream in(folder() / "manifest.tsv");
    std::string line;
    std::getline(in, line);  // the head
    while (std::getline(in, line)) {
        const auto cells = split(line, '\t');
        Entry entry{cells.at(0), cells.at(3), cells.at(4), cells.at(6), {}, false};
        for (const auto& feature : split(cells.at(5), ',')) entry.features.insert(feature);
        entry.has_function = text_of(folder() / entry.file).find("function") != std::string::npos;
        entries.push_back(std::move(entry));
    }
    return entries;
}

}  // namespace waymark::irp
