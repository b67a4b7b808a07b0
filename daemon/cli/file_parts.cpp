#include "daemon/cli/file_parts.hpp"

#include <algorithm>

namespace waymark::cli {
namespace {

constexpr std::size_t most_bytes = 1u << 20;

/// Behind the last line end that is not within quotation marks; 0: there is none.
std::size_t end_of_rows(const std::string& text) {
    std::size_t end = 0;
    bool quoted = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '"') quoted = !quoted;
        if (text[i] == '\n' && !quoted) end = i + 1;
    }
    return end;
}

}  // namespace

std::string FileParts::next() {
    std::size_t end = 0;
    for (auto wanted = wanted_; end == 0 && wanted <= most_bytes; wanted *= 2) {
        const auto had = rest_.size();
        if (had < wanted) {
            rest_.resize(wanted);
            file_.read(rest_.data() + had, static_cast<std::streamsize>(wanted - had));
            rest_.resize(had + static_cast<std::size_t>(file_.gcount()));
        }
        end = rest_.size() < wanted ? rest_.size() : end_of_rows(rest_);
        if (rest_.size() < wanted) break;
    }
    // A mark that is never closed: the service says in which row.
    if (end == 0) end = std::min(rest_.size(), most_bytes);
    auto part = rest_.substr(0, end);
    rest_.erase(0, end);
    return part;
}

}  // namespace waymark::cli
