#include "workflows/partner/attachments/file_type.hpp"

#include <algorithm>
#include <array>

#include "states/unicode.hpp"
#include "workflows/partner/attachments/zip_directory.hpp"

namespace waymark::partner {

namespace {

using Form = FileType::Form;
using namespace std::string_view_literals;

constexpr std::array types = {
    FileType{"application/pdf", "application/pdf", Form::pdf, "", ".pdf"},
    FileType{"image/png", "image/png", Form::png, "", ".png"},
    FileType{"image/jpeg", "image/jpeg", Form::jpeg, "", ".jpg .jpeg"},
    FileType{"text/plain", "text/plain; charset=utf-8", Form::text, "", ".txt"},
    FileType{"text/csv", "text/csv; charset=utf-8", Form::text, "", ".csv"},
    FileType{"application/vnd.openxmlformats-officedocument.wordprocessingml.document",
             "application/vnd.openxmlformats-officedocument.wordprocessingml.document", Form::office, "word/",
             ".docx"},
    FileType{"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
             "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", Form::office, "xl/",
             ".xlsx"},
    FileType{"application/vnd.openxmlformats-officedocument.presentationml.presentation",
             "application/vnd.openxmlformats-officedocument.presentationml.presentation", Form::office,
             "ppt/", ".pptx"},
};

unsigned byte(std::string_view bytes, std::size_t at) { return static_cast<unsigned char>(bytes[at]); }

std::size_t big_endian(std::string_view bytes, std::size_t at, std::size_t size) {
    std::size_t value = 0;
    for (std::size_t i = 0; i < size; ++i) value = value << 8 | byte(bytes, at + i);
    return value;
}

/// Its end mark may have something behind it, but not much (ISO 32000-2 section 7.5.5; readers look there).
bool is_pdf(std::string_view bytes) {
    constexpr std::size_t tail = 1024;
    if (!bytes.starts_with("%PDF-1.") && !bytes.starts_with("%PDF-2.")) return false;
    return bytes.substr(bytes.size() - std::min(bytes.size(), tail)).find("%%EOF") != std::string_view::npos;
}

/// Chunk after chunk to its last byte: nothing else is behind it. Source: PNG (W3C) sections 5.2, 5.3.
bool is_png(std::string_view bytes) {
    constexpr std::size_t around = 12;  // length, type, checksum
    constexpr auto signature = "\x89PNG\r\n\x1a\n\0\0\0\rIHDR"sv;
    if (!bytes.starts_with(signature)) return false;
    for (std::size_t at = 8; bytes.size() - at >= around;) {
        const auto length = big_endian(bytes, at, 4);
        if (length > bytes.size() - at - around) return false;
        if (bytes.substr(at + 4, 4) == "IEND") return at + around + length == bytes.size();
        at += around + length;
    }
    return false;
}

/// Segment after segment up to the picture, with a frame before it. Source: ITU-T T.81 annex B.
bool is_jpeg(std::string_view bytes) {
    if (!bytes.starts_with("\xff\xd8\xff")) return false;
    bool framed = false;
    for (std::size_t at = 2; bytes.size() - at >= 4;) {
        if (byte(bytes, at) != 0xff) return false;
        const auto marker = byte(bytes, at + 1);
        if (marker == 0xff) {  // a fill byte
            ++at;
            continue;
        }
        if (marker == 0xda) return framed && bytes.find("\xff\xd9", at) != std::string_view::npos;
        const auto length = big_endian(bytes, at + 2, 2);
        if (marker < 0xc0 || (marker >= 0xd0 && marker <= 0xd9) || length < 2) return false;
        framed |= marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
        if (length > bytes.size() - at - 2) return false;
        at += 2 + length;
    }
    return false;
}

bool is_text(std::string_view bytes) {
    return !bytes.empty() && bytes.find('\0') == std::string_view::npos && states::is_utf8(bytes);
}

std::string_view fault_in_office(std::string_view folder, std::string_view bytes) {
    const auto names = names_in_zip(bytes);
    if (!names || std::ranges::find(*names, "[Content_Types].xml") == names->end() ||
        std::ranges::none_of(*names, [&](std::string_view name) { return name.starts_with(folder); }))
        return "OTHER_TYPE";
    for (const auto name : *names)
        if (states::lower_case(name).ends_with("vbaproject.bin")) return "MACROS";
    return "";
}

/// Marks that turn letters round or hide where they run: "\u202Efdp.exe" reads as "exe.pdf".
bool is_turned(std::string_view name) {
    for (std::size_t at = 0; at < name.size();) {
        const auto c = states::next_code_point(name, at);
        if (c == 0x61c || (c >= 0x200e && c <= 0x200f) || (c >= 0x202a && c <= 0x202e) ||
            (c >= 0x2066 && c <= 0x2069))
            return true;
    }
    return false;
}

}  // namespace

std::span<const FileType> file_types() { return types; }

const FileType* file_type(std::string_view media_type) {
    const auto* const found = std::ranges::find(types, media_type, &FileType::media_type);
    return found == types.end() ? nullptr : found;
}

std::string_view fault_in(const FileType& type, std::string_view bytes) {
    switch (type.form) {
        case Form::pdf:
            return is_pdf(bytes) ? "" : "OTHER_TYPE";
        case Form::png:
            return is_png(bytes) ? "" : "OTHER_TYPE";
        case Form::jpeg:
            return is_jpeg(bytes) ? "" : "OTHER_TYPE";
        case Form::text:
            return is_text(bytes) ? "" : "OTHER_TYPE";
        case Form::office:
            return fault_in_office(type.folder, bytes);
    }
    return "OTHER_TYPE";
}

std::string_view fault_in_name(const FileType& type, std::string_view name) {
    const auto lower = states::lower_case(name);
    for (auto rest = type.extensions; !rest.empty();) {
        const auto end = std::min(rest.find(' '), rest.size());
        const auto extension = rest.substr(0, end);
        if (lower.size() > extension.size() && lower.ends_with(extension))
            return is_turned(name) ? "OTHER_NAME" : "";
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return "OTHER_NAME";
}

}  // namespace waymark::partner
