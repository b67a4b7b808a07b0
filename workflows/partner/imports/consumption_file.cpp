#include "workflows/partner/imports/consumption_file.hpp"

#include <algorithm>
#include <charconv>
#include <fmt/format.h>

#include "states/unicode.hpp"
#include "workflows/partner/imports/cells.hpp"

namespace waymark::partner {

namespace {

using states::Text;

constexpr std::size_t most_word_bytes = 200;

struct Heading {
    std::string_view text;
    std::uint8_t column;
};
// Lower case, "_" read as a space. The order of the columns is that of ConsumptionFile::Column.
constexpr auto known_headings = std::to_array<Heading>({
    {"account", 0},       {"subaccount", 0},   {"scope", 0},   {"аккаунт", 0}, {"субаккаунт", 0},
    {"лицевой счёт", 0},  {"лицевой счет", 0}, {"partner", 1}, {"tin", 1},     {"партнёр", 1},
    {"партнер", 1},       {"инн", 1},          {"service", 2}, {"услуга", 2},  {"сервис", 2},
    {"month", 3},         {"месяц", 3},        {"период", 3},  {"amount", 4},  {"gross", 4},
    {"сумма", 4},         {"сумма с ндс", 4},  {"grants", 5},  {"гранты", 5},  {"product", 6},
    {"продукт", 6},       {"where", 7},        {"где", 7},     {"место", 7},   {"deal rate", 8},
    {"ставка сделки", 8}, {"сделка", 8},
});
constexpr std::array<std::string_view, 9> canonical = {"account", "partner", "service", "month",    "amount",
                                                       "grants",  "product", "where",   "deal_rate"};
constexpr std::size_t required_columns = 5;

bool is_word(std::string_view text) {
    return text.size() <= most_word_bytes && states::is_utf8(text) &&
           std::ranges::none_of(text, [](unsigned char c) { return c < 0x20 || c == 0x7f; });
}

std::optional<unsigned> digits(std::string_view text) {
    unsigned number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (text.empty() || error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return number;
}

}  // namespace

std::string to_text(std::chrono::year_month month) {
    return fmt::format("{:04}-{:02}", static_cast<int>(month.year()), static_cast<unsigned>(month.month()));
}

std::optional<Kopecks> parse_amount(std::string_view text) {
    bool negative = false;
    if (text.starts_with('-')) {
        negative = true;
        text.remove_prefix(1);
    }
    constexpr std::array<std::string_view, 3> spaces = {" ", "\u00a0", "\u202f"};
    std::int64_t whole = 0, part = 0;
    int part_digits = -1;     // -1: still before the point
    int group = -1, any = 0;  // digits since the last space; digits at all
    while (!text.empty()) {
        const char c = text.front();
        if (c >= '0' && c <= '9') {
            if (part_digits >= 0) {
                if (++part_digits > 2) return std::nullopt;
                part = part * 10 + (c - '0');
            } else {
                whole = whole * 10 + (c - '0');
                if (whole > ConsumptionFile::most_kopecks) return std::nullopt;
                if (group >= 0 && ++group > 3) return std::nullopt;
            }
            ++any;
            text.remove_prefix(1);
        } else if ((c == '.' || c == ',') && part_digits < 0 && any > 0 && (group < 0 || group == 3)) {
            part_digits = 0;
            text.remove_prefix(1);
        } else {
            const auto* const space =
                std::ranges::find_if(spaces, [&](std::string_view each) { return text.starts_with(each); });
            if (space == spaces.end() || part_digits >= 0 || any == 0 || (group >= 0 ? group != 3 : any > 3))
                return std::nullopt;
            group = 0;
            text.remove_prefix(space->size());
        }
    }
    if (any == 0 || part_digits == 0 || (group >= 0 && group != 3)) return std::nullopt;
    const auto kopecks = whole * 100 + (part_digits == 1 ? part * 10 : part);
    if (kopecks > ConsumptionFile::most_kopecks) return std::nullopt;
    return Kopecks{negative ? -kopecks : kopecks};
}

std::optional<std::uint16_t> parse_month(std::string_view text) {
    if (text.size() != 7) return std::nullopt;
    const bool year_first = text[4] == '-';
    if (!year_first && text[2] != '.') return std::nullopt;
    const auto year = digits(year_first ? text.substr(0, 4) : text.substr(3));
    const auto month = digits(year_first ? text.substr(5) : text.substr(0, 2));
    if (!year || !month || *year < 2000 || *year > 2099 || *month < 1 || *month > 12) return std::nullopt;
    return static_cast<std::uint16_t>(*year * 12 + *month - 1);
}

ConsumptionFile::ConsumptionFile(MeantPartner meant)
    : FactFile(
          [] {
              std::vector<FactFile::Column> all;
              for (const auto name : canonical)
                  all.push_back({std::string(name), all.size() < required_columns});
              return all;
          }(),
          most_rows),
      meant_(std::move(meant)) {}

std::optional<std::size_t> ConsumptionFile::column_called(std::string_view heading) const {
    const auto* const known = std::ranges::find(known_headings, folded(heading), &Heading::text);
    return known == known_headings.end() ? std::nullopt : std::optional<std::size_t>(known->column);
}

void ConsumptionFile::read(const CsvReader& reader) {
    bool good = true;
    ConsumptionRow row;
    row.row = reader.row();
    row.account = read_word(reader, account, true, good);
    row.partner = read_partner(reader, good);
    row.service = read_word(reader, service, true, good);
    row.product = read_word(reader, product, false, good);
    if (const auto read = parse_month(cell(reader, month))) {
        row.month = *read;
    } else {
        good = false;
        fail(reader, month, "BAD_MONTH",
             {"A month is written 2026-03 or 03.2026.", "Месяц пишется 2026-03 или 03.2026."});
    }
    read_amounts(reader, row, good);
    read_details(reader, row, good);
    if (!good) return;
    if (months_.empty() || *months_.rbegin() != row.month) months_.insert(row.month);
    rows_.push_back(row);
}

std::uint32_t ConsumptionFile::read_word(const CsvReader& reader, Column column, bool required, bool& good) {
    const auto text = cell(reader, column);
    if (is_word(text) && (!required || !text.empty())) return words_.add(text);
    good = false;
    text.empty() ? fail(reader, column, "MISSING", {"It is missing.", "Не заполнено."})
                 : fail(reader, column, "BAD_TEXT",
                        {"It is a text of at most 200 bytes of UTF-8 without control characters.",
                         "Это текст в UTF-8 не длиннее 200 байт, без управляющих символов."});
    return 0;
}

runtime::InstanceId ConsumptionFile::read_partner(const CsvReader& reader, bool& good) {
    const auto text = cell(reader, partner);
    if (!text.empty() && text == last_partner_) return last_partner_id_;
    if (const auto known = partners_.find(text); known != partners_.end()) {
        last_partner_ = text;
        return last_partner_id_ = known->second;
    }
    const auto meant = is_word(text) ? meant_(text) : PartnerMeant();
    if (meant.kind == PartnerMeant::Kind::one) {
        last_partner_ = text;
        partners_.emplace(text, meant.id);
        return last_partner_id_ = meant.id;
    }
    good = false;
    meant.kind == PartnerMeant::Kind::several
        ? fail(reader, partner, "SEVERAL_PARTNERS",
               {"More than one partner has this taxpayer number; write the partner's id.",
                "Этот ИНН у нескольких партнёров; укажите идентификатор партнёра."})
        : fail(reader, partner, "UNKNOWN_PARTNER",
               {"There is no partner with this id or taxpayer number.",
                "Партнёра с таким идентификатором или ИНН нет."});
    return {};
}

void ConsumptionFile::read_amounts(const CsvReader& reader, ConsumptionRow& row, bool& good) {
    const Text how{"An amount is written 1234.56 or 1 234,56, in roubles, at most 1,000,000,000,000.",
                   "Сумма пишется 1234.56 или 1 234,56, в рублях, не более 1 000 000 000 000."};
    const auto gross = parse_amount(cell(reader, amount));
    if (!gross) {
        good = false;
        return fail(reader, amount, "BAD_AMOUNT", how);
    }
    row.gross = *gross;
    constexpr std::int64_t most_total = 9'007'199'254'740'992;  // 2^53, exact in JSON
    const auto sum = total_ + *gross;
    if (sum.count > most_total || sum.count < -most_total) {
        good = false;
        return fail(reader, amount, "TOTAL_TOO_LARGE",
                    {"With this row the sum is beyond what can be reckoned with.",
                     "С этой строкой сумма превышает допустимую."});
    }
    total_ = sum;
    const auto text = cell(reader, grants);
    if (text.empty()) return;
    const auto part = parse_amount(text);
    if (!part) {
        good = false;
        return fail(reader, grants, "BAD_AMOUNT", how);
    }
    row.grants = *part;
    const auto least = std::min<std::int64_t>(0, gross->count),
               most = std::max<std::int64_t>(0, gross->count);
    if (part->count >= least && part->count <= most) return;
    good = false;
    fail(reader, grants, "GRANTS_BEYOND_AMOUNT",
         {"Grants are a part of the amount, and cannot be more than it.",
          "Гранты — часть суммы и не могут превышать её."});
}

void ConsumptionFile::read_details(const CsvReader& reader, ConsumptionRow& row, bool& good) {
    const auto place = folded(cell(reader, where));
    if (place == "registered project" || place == "зарегистрированный проект") {
        row.registered_project = true;
    } else if (!place.empty() && place != "subaccount" && place != "субаккаунт") {
        good = false;
        fail(reader, where, "BAD_WHERE",
             {"It is “subaccount” or “registered project”.",
              "Это «субаккаунт» или «зарегистрированный проект»."});
    }
    const auto rate = cell(reader, deal);
    if (rate.empty()) return;
    const auto basis_points = digits(rate);
    if (basis_points && *basis_points <= 10'000) {
        row.deal_basis_points = static_cast<std::uint16_t>(*basis_points);
        return;
    }
    good = false;
    fail(reader, deal, "BAD_RATE",
         {"The rate is a whole number of basis points, from 0 to 10000.",
          "Ставка — целое число базисных пунктов от 0 до 10000."});
}

void ConsumptionFile::finish() {
    FactFile::finish();
    if (error_count() == 0) find_repeated();
}

/// Leaves the rows in order of partner, month, service, product, account.
void ConsumptionFile::find_repeated() {
    const auto key = [](const ConsumptionRow& row) {
        return std::tuple(row.partner, row.month, row.service, row.product, row.account);
    };
    std::ranges::sort(rows_, [&](const ConsumptionRow& a, const ConsumptionRow& b) {
        return std::pair(key(a), a.row) < std::pair(key(b), b.row);
    });
    for (std::size_t i = 1; i < rows_.size(); ++i)
        if (key(rows_[i - 1]) == key(rows_[i]))
            object({rows_[i].row,
                    {},
                    "ROW_TWICE",
                    {fmt::format("Row {} has the same account, service, product and month; sum them up.",
                                 rows_[i - 1].row),
                     fmt::format("В строке {} те же аккаунт, услуга, продукт и месяц; сложите их.",
                                 rows_[i - 1].row)},
                    std::string(words_[rows_[i].account])});
}

void ConsumptionFile::fail(const CsvReader& reader, Column column, const char* code, Text text) {
    object({reader.row(), heading(column), code, std::move(text), shown(cell(reader, column))});
}

}  // namespace waymark::partner
