// The names in a zip archive, by its central directory. Not an unpacker. Pure.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

namespace waymark::partner {

/// The entries' names, in order. Nothing: it is no zip archive from its first byte to its last, is cut, or
/// says of its entries what is not so. `bytes` outlives them.
/// Source: PKWARE APPNOTE 6.3 sections 4.3.7, 4.3.12, 4.3.16; without zip64, which nothing below 4 GiB needs.
std::optional<std::vector<std::string_view>> names_in_zip(std::string_view bytes);

}  // namespace waymark::partner
