// Small files of the types that may be attached, whole and well-formed, made byte by byte from the formats'
// specifications; and what is none.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace waymark::small_files {

inline std::string number(std::size_t value, int bytes, bool big_endian) {
    std::string text;
    for (int i = 0; i < bytes; ++i)
        text += static_cast<char>(value >> (8 * (big_endian ? bytes - 1 - i : i)) & 0xff);
    return text;
}

inline std::uint32_t crc(std::string_view bytes) {
    std::uint32_t sum = 0xffffffff;
    for (const char c : bytes) {
        sum ^= static_cast<unsigned char>(c);
        for (int bit = 0; bit < 8; ++bit) sum = (sum >> 1) ^ ((sum & 1) != 0 ? 0xedb88320 : 0);
    }
    return ~sum;
}

inline std::string pdf() {
    return "%PDF-1.4\n%\xe2\xe3\xcf\xd3\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 "
           "obj<</Type/Pages/Kids[]/Count "
           "0>>endobj\n"
           "trailer<</Root 1 0 R>>\n%%EOF\n";
}

inline std::string chunk(const std::string& type, const std::string& data) {
    return number(data.size(), 4, true) + type + data + number(crc(type + data), 4, true);
}
/// One white pixel.
inline std::string png() {
    const std::string header = number(1, 4, true) + number(1, 4, true) + std::string("\x08\0\0\0\0", 5);
    // zlib: a stored block of two bytes (filter 0, white), and its Adler-32.
    const std::string pixel("\x78\x01\x01\x02\x00\xfd\xff\x00\xff\x01\x01\x01\x00", 13);
    return "\x89PNG\r\n\x1a\n" + chunk("IHDR", header) + chunk("IDAT", pixel) + chunk("IEND", "");
}

inline std::string segment(char marker, const std::string& data) {
    return std::string("\xff") + marker + number(data.size() + 2, 2, true) + data;
}
inline std::string jpeg() {
    return "\xff\xd8" + segment('\xe0', std::string("JFIF\0\1\1\0\0\1\0\1\0\0", 14)) +
           segment('\xdb', std::string(65, '\1')) +
           segment('\xc0', std::string("\x08\0\1\0\1\1\1\x11\0", 9)) +
           segment('\xda', std::string("\1\1\0\0\x3f\0", 6)) + "\x7f\xff\xd9";
}

using Entries = std::vector<std::pair<std::string, std::string>>;  // name → content

/// Stored, not compressed.
inline std::string zip(const Entries& entries, const std::string& comment = "") {
    std::string local, central;
    for (const auto& [name, content] : entries) {
        const auto common = number(0, 2, false) + number(0, 2, false) + number(0, 4, false) +
                            number(crc(content), 4, false) + number(content.size(), 4, false) +
                            number(content.size(), 4, false) + number(name.size(), 2, false) +
                            number(0, 2, false);
        central += "PK\1\2" + number(20, 2, false) + number(20, 2, false) + common + number(0, 2, false) +
                   number(0, 2, false) + number(0, 2, false) + number(0, 4, false) +
                   number(local.size(), 4, false) + name;
        local += "PK\3\4" + number(20, 2, false) + common + name + content;
    }
    return local + central + "PK\5\6" + number(0, 2, false) + number(0, 2, false) +
           number(entries.size(), 2, false) + number(entries.size(), 2, false) +
           number(central.size(), 4, false) + number(local.size(), 4, false) +
           number(comment.size(), 2, false) + comment;
}
inline std::string docx() {
    return zip({{"[Content_Types].xml", "<Types/>"}, {"_rels/.rels", "<R/>"}, {"word/document.xml", "<w/>"}});
}

}  // namespace waymark::small_files
