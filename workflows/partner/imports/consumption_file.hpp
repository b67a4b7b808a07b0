// A file of consumption as it came, part by part, read into rows; and what is wrong with it, by row and
// column, in both languages. Whom a partner's text stands for is asked of its owner; nothing else is looked
// up. Thread: one at a time.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "states/chart.hpp"
#include "workflows/partner/imports/fact_file.hpp"
#include "workflows/partner/imports/word_list.hpp"
#include "workflows/runtime/ids.hpp"

namespace waymark::partner {

/// One row: what a partner's account used of a service in a month. Words are numbers of a WordList.
struct ConsumptionRow {
    runtime::InstanceId partner;
    std::uint32_t account = 0, service = 0, product = 0;  // product 0: none
    std::uint32_t row = 0;                                // in the file
    std::uint16_t month = 0;                              // months since year 0
    std::uint16_t deal_basis_points = 0;
    bool registered_project = false;
    Kopecks gross, grants;
};

constexpr std::uint16_t month_number(std::chrono::year_month month) {
    return static_cast<std::uint16_t>(static_cast<int>(month.year()) * 12 +
                                      static_cast<int>(static_cast<unsigned>(month.month())) - 1);
}
constexpr std::chrono::year_month month_of_number(std::uint16_t number) {
    return std::chrono::year(number / 12) / static_cast<int>(number % 12 + 1);
}
/// "2026-03"
std::string to_text(std::chrono::year_month month);

/// What a cell of the column "partner" may turn out to be.
struct PartnerMeant {
    enum class Kind : std::uint8_t { one, nobody, several } kind = Kind::nobody;
    runtime::InstanceId id;
};
using MeantPartner = std::function<PartnerMeant(std::string_view text)>;

class ConsumptionFile final : public FactFile {
  public:
    static constexpr std::size_t most_rows = 5'000'000;
    static constexpr std::int64_t most_kopecks = 100'000'000'000'000;  // of one row

    explicit ConsumptionFile(MeantPartner meant);

    /// After the last part: what only the whole shows.
    void finish();

    [[nodiscard]] std::vector<ConsumptionRow>& rows() { return rows_; }
    [[nodiscard]] WordList& words() { return words_; }
    [[nodiscard]] const std::set<std::uint16_t>& months() const { return months_; }
    /// Whom each text of the column "partner" was taken for.
    [[nodiscard]] const std::map<std::string, runtime::InstanceId, std::less<>>& partners() const {
        return partners_;
    }

  private:
    enum Column : std::uint8_t {
        account,
        partner,
        service,
        month,
        amount,
        grants,
        product,
        where,
        deal,
        columns
    };

    [[nodiscard]] std::optional<std::size_t> column_called(std::string_view heading) const override;
    void read(const CsvReader& reader) override;
    void fail(const CsvReader& reader, Column column, const char* code, states::Text text);
    std::uint32_t read_word(const CsvReader& reader, Column column, bool required, bool& good);
    runtime::InstanceId read_partner(const CsvReader& reader, bool& good);
    void read_amounts(const CsvReader& reader, ConsumptionRow& row, bool& good);
    void read_details(const CsvReader& reader, ConsumptionRow& row, bool& good);
    void find_repeated();

    MeantPartner meant_;
    WordList words_;
    std::vector<ConsumptionRow> rows_;
    std::set<std::uint16_t> months_;
    std::map<std::string, runtime::InstanceId, std::less<>> partners_;
    std::string last_partner_;
    runtime::InstanceId last_partner_id_;
};

/// "1234.56", "1 234,56", "-5": whole kopecks; nothing for anything else.
std::optional<Kopecks> parse_amount(std::string_view text);
/// "2026-03" or "03.2026", of the years 2000 to 2099.
std::optional<std::uint16_t> parse_month(std::string_view text);

}  // namespace waymark::partner
