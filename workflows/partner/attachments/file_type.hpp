// The types of files that may be attached, and whether bytes are what they are said to be. By their content:
// a name proves nothing. Looks at structure only, and unpacks and runs nothing. Pure.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace waymark::partner {

struct FileType {
    enum class Form : std::uint8_t { pdf, png, jpeg, text, office };

    std::string_view media_type;  // as it is said
    std::string_view served_as;   // as Content-Type
    Form form;
    std::string_view folder;      // of an office document: where its parts lie, "word/"
    std::string_view extensions;  // ".jpg .jpeg"; the first is the usual one
};

std::span<const FileType> file_types();
/// nullptr: there is none.
const FileType* file_type(std::string_view media_type);

/// Why the bytes are no such file: "OTHER_TYPE", or "MACROS" of an office document with programs in it;
/// empty: they are one.
std::string_view fault_in(const FileType& type, std::string_view bytes);
/// Why such a file is not to be called so: "OTHER_NAME" when its extension is another type's, or its letters
/// are turned round so that it only seems to be; empty: it is well.
std::string_view fault_in_name(const FileType& type, std::string_view name);

}  // namespace waymark::partner
