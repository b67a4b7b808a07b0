#include "workflows/partner/attachments/zip_directory.hpp"

#include <cstdint>

namespace waymark::partner {

namespace {

constexpr std::size_t end_bytes = 22, entry_bytes = 46, local_bytes = 30, most_comment_bytes = 65'535;
constexpr std::size_t most_entries = 10'000;

/// Little-endian, as all of a zip is. The caller has looked that they are there.
std::uint32_t number(std::string_view bytes, std::size_t at, std::size_t size) {
    std::uint32_t value = 0;
    for (std::size_t i = size; i-- > 0;) value = value << 8 | static_cast<unsigned char>(bytes[at + i]);
    return value;
}

/// Where the record of the directory's end stands: the last one whose comment ends with the archive.
std::optional<std::size_t> find_end(std::string_view bytes) {
    if (bytes.size() < end_bytes) return std::nullopt;
    const auto last = bytes.size() - end_bytes;
    const auto first = last - std::min(last, most_comment_bytes);
    for (auto at = last + 1; at-- > first;)
        if (bytes.substr(at).starts_with("PK\5\6") &&
            at + end_bytes + number(bytes, at + 20, 2) == bytes.size())
            return at;
    return std::nullopt;
}

}  // namespace

std::optional<std::vector<std::string_view>> names_in_zip(std::string_view bytes) {
    const auto end = find_end(bytes);
    if (!end || !bytes.starts_with("PK\3\4")) return std::nullopt;
    const std::size_t entries = number(bytes, *end + 10, 2), size = number(bytes, *end + 12, 4);
    std::size_t at = number(bytes, *end + 16, 4);
    if (entries == 0 || entries > most_entries || at > *end || *end - at != size) return std::nullopt;
    std::vector<std::string_view> names;
    names.reserve(entries);
    for (std::size_t i = 0; i < entries; ++i) {
        if (*end - at < entry_bytes || !bytes.substr(at).starts_with("PK\1\2")) return std::nullopt;
        const std::size_t name = number(bytes, at + 28, 2), local = number(bytes, at + 42, 4);
        const auto whole = entry_bytes + name + number(bytes, at + 30, 2) + number(bytes, at + 32, 2);
        if (*end - at < whole) return std::nullopt;
        names.push_back(bytes.substr(at + entry_bytes, name));
        // Where the directory says that the entry is, the entry is, under the same name.
        if (local + local_bytes + name > bytes.size() || !bytes.substr(local).starts_with("PK\3\4") ||
            bytes.substr(local + local_bytes, name) != names.back())
            return std::nullopt;
        at += whole;
    }
    if (at != *end) return std::nullopt;
    return names;
}

}  // namespace waymark::partner
