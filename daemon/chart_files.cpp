#include "daemon/chart_files.hpp"

#include <fstream>
#include <sstream>

namespace waymark::daemon {

namespace {

constexpr std::uintmax_t largest_file = 16 << 20;

}  // namespace

Result<std::string> read_file(const std::filesystem::path& path) {
    std::error_code none;
    std::ifstream in(path, std::ios::binary);
    if (!in || !std::filesystem::is_regular_file(path, none))
        return Error{"file-not-readable",
                     "\"" + path.string() + "\" cannot be read; check the path.",
                     path.string(),
                     {}};
    if (std::filesystem::file_size(path, none) > largest_file)
        return Error{"file-too-large", "\"" + path.string() + "\" has more than 16 MiB.", path.string(), {}};
    std::ostringstream text;
    text << in.rdbuf();
    return std::move(text).str();
}

states::Fetch files_below(const std::filesystem::path& base) {
    return [base](std::string_view uri) -> Result<std::string> {
        if (!uri.starts_with("file:"))
            return Error{"data-not-fetched",
                         "Only file: is fetched, not \"" + std::string(uri.substr(0, 200)) + "\".",
                         {},
                         {}};
        uri.remove_prefix(5);
        if (uri.starts_with("//")) uri.remove_prefix(2);
        std::error_code failed;
        const auto root = std::filesystem::weakly_canonical(base, failed);
        const auto path = std::filesystem::weakly_canonical(base / uri, failed);
        const auto relative = path.lexically_relative(root);
        if (failed || relative.empty() || *relative.begin() == "..")
            return Error{
                "data-not-fetched",
                "\"" + std::string(uri) + "\" is not below the base folder; move it there, or give --base.",
                {},
                {}};
        return read_file(path);
    };
}

std::filesystem::path base_of(const std::filesystem::path& document, const std::string& base) {
    auto folder = base.empty() ? document.parent_path() : std::filesystem::path(base);
    return folder.empty() ? "." : folder;
}

}  // namespace waymark::daemon
