// What partners consumed, by account, service, product and month, as the published imports have it: a row
// that was published later replaces the one before. In memory; rebuilt at a start from the imports' slices.
// Not the judgement of it (eligibility/), nor the reading of files (imports/). Owned by the composition root.
// Thread: draft(): one at a time, beside all others; adopt(): the writer's; questions: any.
#pragma once

#include <memory>
#include <shared_mutex>
#include <unordered_map>

#include "workflows/partner/eligibility/evidence.hpp"
#include "workflows/partner/imports/consumption_file.hpp"

namespace waymark::partner {

class ConsumptionBook {
  public:
    struct Cell {
        std::uint32_t account = 0, service = 0, product = 0;  // in the book's words
        std::uint16_t month = 0, deal_basis_points = 0;
        bool registered_project = false;
        Kopecks gross, grants;
        friend bool operator==(const Cell&, const Cell&) = default;
    };
    using Cells = std::vector<Cell>;  // by month, service, product, account

    /// A row that replaces another: what stood there, and what stands there now.
    struct Change {
        runtime::InstanceId partner;
        Cell before, after;
        runtime::InstanceId moved_to;  // not 0: the account's usage counts for this partner instead
    };
    struct Draft {
        std::uint64_t added = 0, corrected = 0, unchanged = 0;
        std::vector<Change> changes;  // the first of those that were corrected
        std::unordered_map<runtime::InstanceId, std::shared_ptr<const Cells>> partners;  // as they will be
    };
    static constexpr std::size_t kept_changes = 1'000;

    /// What publishing these rows would mean for the book as it is now. Nothing is changed by it.
    Draft draft(ConsumptionFile& file);
    /// From now on the book is as the draft says, for all at once; the draft keeps what is no longer needed.
    /// No other may have been adopted since it was made.
    void adopt(Draft& draft, const std::set<std::chrono::year_month>& complete, const Source& import);

    /// Summed over accounts, by month; services in no particular order.
    [[nodiscard]] std::vector<UsageCell> usage_of(runtime::InstanceId partner) const;
    /// What is declared to be all of a month.
    [[nodiscard]] std::set<std::chrono::year_month> complete_months() const;
    [[nodiscard]] std::optional<Source> newest() const;  // of the imports
    /// Fills what an assessment wants to know of consumption. All of one moment.
    void add_usage(runtime::InstanceId partner, Evidence& evidence) const;

    struct NamedChange {
        runtime::InstanceId partner, moved_to;
        std::string account, service, product, month;
        Kopecks gross_before, gross_after, grants_before, grants_after;
    };
    /// The first of those that an import brought; empty for one that is not published.
    [[nodiscard]] std::vector<NamedChange> changes_by(const std::string& import) const;
    [[nodiscard]] std::size_t cells() const;

  private:
    std::vector<std::uint32_t> renumber(const WordList& words);
    static std::vector<UsageCell> summed(const Cells& cells, const WordList& words);

    mutable std::shared_mutex mutex_;
    WordList words_;
    std::unordered_map<runtime::InstanceId, std::shared_ptr<const Cells>> partners_;
    std::unordered_map<std::string, std::vector<Change>> changes_;
    std::set<std::chrono::year_month> complete_;
    std::optional<Source> newest_;
    // Of draft() alone: whose an account was, the first beside any others.
    std::vector<runtime::InstanceId> account_of_;
    std::unordered_map<std::uint32_t, std::vector<runtime::InstanceId>> others_of_;
};

}  // namespace waymark::partner
