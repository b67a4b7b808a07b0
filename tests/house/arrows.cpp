#include "tests/house/arrows.hpp"

#include <algorithm>
#include <array>

namespace waymark::house {

namespace {

/// Headers that belong to the edge: adapters, the daemon, and tests of those.
constexpr std::array worldly_prefixes = {"boost/asio",  "boost/beast", "SQLiteCpp",  "sqlite3",    "curl/",
                                         "duktape",     "sys/socket",  "netinet/",   "arpa/",      "netdb.h",
                                         "sys/epoll",   "sys/timerfd", "sys/random", "sys/time.h", "sys/file",
                                         "openssl/ssl", "openssl/rand"};

bool is_worldly(std::string_view header) {
    return std::ranges::any_of(worldly_prefixes,
                               [&](std::string_view prefix) { return header.starts_with(prefix); });
}

bool is_edge(std::string_view folder) {
    return folder.starts_with("adapters/") || folder == "daemon" || folder == "tests";
}

}  // namespace

std::string folder_of(std::string_view path) {
    const auto first = path.find('/');
    if (first == std::string_view::npos) return {};
    const auto top = path.substr(0, first);
    if (top == "states" || top == "diagrams" || top == "daemon" || top == "tests") return std::string(top);
    if (top != "workflows" && top != "adapters") return {};
    const auto second = path.find('/', first + 1);
    return second == std::string_view::npos ? std::string{} : std::string(path.substr(0, second));
}

bool may_include(std::string_view from, std::string_view to) {
    if (from == to || from == "tests") return true;
    if (to == "tests") return false;
    if (from == "daemon") return true;
    if (to == "daemon" || to == "diagrams") return false;
    if (from.starts_with("adapters/")) return !to.starts_with("adapters/");
    if (from == "workflows/partner") return to == "workflows/runtime" || to == "states";
    if (from == "workflows/runtime" || from == "diagrams") return to == "states";
    return false;
}

std::vector<Finding> wrong_arrows(const Source& source) {
    const std::string from = folder_of(source.path);
    std::vector<Finding> found;
    if (from.empty()) found.push_back({source.path, 1, "lies in no folder of the house"});
    for (const Include& include : includes_of(source.text)) {
        if (!include.quoted) {
            if (is_worldly(include.header) && !is_edge(from)) {
                found.push_back(
                    {source.path, include.line, "<" + include.header + "> belongs to adapters/ and daemon/"});
            }
            continue;
        }
        const std::string to = folder_of(include.header);
        if (to.empty()) {
            found.push_back(
                {source.path, include.line, "\"" + include.header + "\" is not rooted at the project"});
        } else if (!may_include(from, to)) {
            found.push_back(
                {source.path, include.line, std::string(from).append(" may not include ").append(to)});
        }
    }
    return found;
}

}  // namespace waymark::house
