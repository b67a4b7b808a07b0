#include "workflows/partner/imports/cells.hpp"

#include <algorithm>

#include "states/unicode.hpp"

namespace waymark::partner {

namespace {

constexpr std::size_t shown_cell_bytes = 100;

}  // namespace

std::vector<std::string_view> split(std::string_view text, char between) {
    std::vector<std::string_view> parts;
    while (!text.empty()) {
        const auto end = std::min(text.find(between), text.size());
        parts.push_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return parts;
}

std::string_view trimmed(std::string_view text) {
    if (text.empty() ||
        (static_cast<unsigned char>(text.front()) > ' ' && text.front() != '\xc2' && text.front() != '\xe2' &&
         static_cast<unsigned char>(text.back()) > ' ' && static_cast<unsigned char>(text.back()) < 0x80))
        return text;
    return states::trim(text);
}

std::string folded(std::string_view text) {
    auto lower = states::lower_case(trimmed(text));
    std::ranges::replace(lower, '_', ' ');
    return lower;
}

std::string shown(std::string_view cell) {
    if (!states::is_utf8(cell)) return {};
    auto end = std::min(cell.size(), shown_cell_bytes);
    while (end < cell.size() && (static_cast<unsigned char>(cell[end]) & 0xC0U) == 0x80U) --end;
    return std::string(cell.substr(0, end)) + (end < cell.size() ? "…" : "");
}

ImportError fault_of(const CsvReader& reader) {
    const auto [code, text] = [&]() -> std::pair<const char*, states::Text> {
        switch (reader.fault()) {
            case CsvReader::Fault::open_quote:
                return {"OPEN_QUOTE", {"A quotation mark is not closed.", "Кавычка не закрыта."}};
            case CsvReader::Fault::text_after_quote:
                return {"TEXT_AFTER_QUOTE",
                        {"Text follows a closing quotation mark; double marks within a text.",
                         "После закрывающей кавычки идёт текст; кавычки внутри текста удваивают."}};
            case CsvReader::Fault::field_too_long:
                return {"FIELD_TOO_LONG", {"A field has more than 10 KiB.", "Поле длиннее 10 КиБ."}};
            case CsvReader::Fault::row_too_long:
                return {"ROW_TOO_LONG", {"The row has more than 64 KiB.", "Строка длиннее 64 КиБ."}};
            default:
                return {"FIELD_COUNT", {"The row has more than 100 fields.", "В строке больше 100 полей."}};
        }
    }();
    return {reader.row(), std::to_string(reader.fault_field() + 1), code, text, {}};
}

}  // namespace waymark::partner
