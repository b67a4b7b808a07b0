#include "workflows/partner/consumption_book.hpp"

#include <algorithm>
#include <mutex>
#include <span>

namespace waymark::partner {

namespace {

using Cell = ConsumptionBook::Cell;
using Cells = ConsumptionBook::Cells;
using runtime::InstanceId;

auto key_of(const Cell& cell) { return std::tuple(cell.month, cell.service, cell.product, cell.account); }

/// A row on its way into the book; or the withdrawal of one, whose account turned out to be another
/// partner's.
struct Entry {
    InstanceId partner;
    Cell cell;
    InstanceId moved_to;
};

/// The partner's cells with the entries in them, both by key.
class Merge {
  public:
    Merge(ConsumptionBook::Draft& draft, const Cells& known) : draft_(draft), known_(known) {}

    std::shared_ptr<const Cells> with(std::span<const Entry> entries) {
        auto merged = std::make_shared<Cells>();
        merged->reserve(known_.size() + entries.size());
        auto at = known_.begin();
        for (const auto& entry : entries) {
            while (at != known_.end() && key_of(*at) < key_of(entry.cell)) merged->push_back(*at++);
            const bool is_known = at != known_.end() && key_of(*at) == key_of(entry.cell);
            const bool withdrawn = entry.moved_to.number != 0;
            if (is_known) note(entry, *at++);
            if (!is_known && !withdrawn) ++draft_.added;
            if (!withdrawn) merged->push_back(entry.cell);
        }
        merged->insert(merged->end(), at, known_.end());
        merged->shrink_to_fit();
        return merged;
    }

  private:
    void note(const Entry& entry, const Cell& before) {
        if (entry.moved_to.number == 0 && before == entry.cell) {
            ++draft_.unchanged;
            return;
        }
        ++draft_.corrected;
        if (draft_.changes.size() < ConsumptionBook::kept_changes)
            draft_.changes.push_back({entry.partner, before, entry.cell, entry.moved_to});
    }

    ConsumptionBook::Draft& draft_;
    const Cells& known_;
};

}  // namespace

/// Words that are new come into the book at once: they say nothing by themselves.
std::vector<std::uint32_t> ConsumptionBook::renumber(const WordList& words) {
    std::vector<std::uint32_t> numbers(words.size());
    constexpr std::uint32_t at_once = 4'096;  // questions wait no longer than these take
    for (std::uint32_t from = 0; from < words.size(); from += at_once) {
        const std::unique_lock lock(mutex_);
        for (auto i = from; i < std::min<std::size_t>(from + at_once, words.size()); ++i)
            numbers[i] = words_.add(words[i]);
    }
    account_of_.resize(words_.size());
    return numbers;
}

ConsumptionBook::Draft ConsumptionBook::draft(ConsumptionFile& file) {
    const auto numbers = renumber(file.words());
    std::vector<Entry> entries;
    entries.reserve(file.rows().size());
    for (const auto& row : file.rows()) {
        const Cell cell{numbers[row.account],
                        numbers[row.service],
                        numbers[row.product],
                        row.month,
                        row.deal_basis_points,
                        row.registered_project,
                        row.gross,
                        row.grants};
        entries.push_back({row.partner, cell, {}});
        auto& first = account_of_[cell.account];
        if (first.number == 0) first = row.partner;
        if (first == row.partner && !others_of_.contains(cell.account)) continue;
        // The account was another's: what stands there for the same month is withdrawn.
        auto& others = others_of_[cell.account];
        if (first != row.partner && std::ranges::find(others, row.partner) == others.end())
            others.push_back(row.partner);
        auto withdrawn = cell;
        withdrawn.gross = withdrawn.grants = {};
        if (first != row.partner) entries.push_back({first, withdrawn, row.partner});
        for (const auto& other : others)
            if (other != row.partner) entries.push_back({other, withdrawn, row.partner});
    }
    // A row of its own, where there is one, stands before a withdrawal.
    std::ranges::sort(entries, {}, [](const Entry& entry) {
        return std::tuple(entry.partner, key_of(entry.cell), entry.moved_to.number != 0);
    });
    entries.erase(
        std::ranges::unique(entries, {},
                            [](const Entry& entry) { return std::tuple(entry.partner, key_of(entry.cell)); })
            .begin(),
        entries.end());

    Draft draft;
    static const Cells none;
    for (auto from = entries.begin(); from != entries.end();) {
        const auto partner = from->partner;
        const auto to =
            std::find_if(from, entries.end(), [&](const Entry& e) { return e.partner != partner; });
        const auto known = partners_.find(partner);  // only adopt() changes it, and that is done before
        const auto& cells = known == partners_.end() ? none : *known->second;
        draft.partners.emplace(partner, Merge(draft, cells).with({from, to}));
        from = to;
    }
    return draft;
}

void ConsumptionBook::adopt(Draft& draft, const std::set<std::chrono::year_month>& complete,
                            const Source& import) {
    const std::unique_lock lock(mutex_);
    for (auto& [partner, cells] : draft.partners) partners_[partner].swap(cells);
    changes_[import.id] = std::move(draft.changes);
    complete_.insert(complete.begin(), complete.end());
    newest_ = import;
}

std::vector<UsageCell> ConsumptionBook::summed(const Cells& cells, const WordList& words) {
    std::vector<UsageCell> usage;
    const auto reading = [](const Cell& cell) {
        return std::tuple(cell.month, cell.service, cell.product, cell.registered_project,
                          cell.deal_basis_points);
    };
    // Those of the same key stand together, but for where they were used and at which rate: few are those.
    std::vector<const Cell*> group;
    for (const auto& cell : cells) {
        if (!group.empty() && std::tuple(group[0]->month, group[0]->service, group[0]->product) !=
                                  std::tuple(cell.month, cell.service, cell.product))
            group.clear();
        const auto same =
            std::ranges::find(group, reading(cell), [&](const Cell* each) { return reading(*each); });
        if (same != group.end()) {
            auto& sum = usage[usage.size() - static_cast<std::size_t>(group.end() - same)];
            sum.gross += cell.gross;
            sum.grants += cell.grants;
            continue;
        }
        group.push_back(&cell);
        usage.push_back({month_of_number(cell.month), std::string(words[cell.service]),
                         std::string(words[cell.product]), cell.registered_project, cell.deal_basis_points,
                         cell.gross, cell.grants});
    }
    return usage;
}

std::vector<UsageCell> ConsumptionBook::usage_of(InstanceId partner) const {
    Evidence evidence;
    add_usage(partner, evidence);
    return std::move(evidence.usage);
}

void ConsumptionBook::add_usage(InstanceId partner, Evidence& evidence) const {
    const std::shared_lock lock(mutex_);
    if (const auto found = partners_.find(partner); found != partners_.end())
        evidence.usage = summed(*found->second, words_);
    evidence.complete_months = complete_;
    evidence.usage_source = newest_;
}

std::set<std::chrono::year_month> ConsumptionBook::complete_months() const {
    const std::shared_lock lock(mutex_);
    return complete_;
}

std::optional<Source> ConsumptionBook::newest() const {
    const std::shared_lock lock(mutex_);
    return newest_;
}

std::vector<ConsumptionBook::NamedChange> ConsumptionBook::changes_by(const std::string& import) const {
    const std::shared_lock lock(mutex_);
    std::vector<NamedChange> named;
    const auto found = changes_.find(import);
    if (found == changes_.end()) return named;
    for (const auto& change : found->second)
        named.push_back({change.partner, change.moved_to, std::string(words_[change.before.account]),
                         std::string(words_[change.before.service]),
                         std::string(words_[change.before.product]),
                         partner::to_text(month_of_number(change.before.month)), change.before.gross,
                         change.after.gross, change.before.grants, change.after.grants});
    return named;
}

std::size_t ConsumptionBook::cells() const {
    const std::shared_lock lock(mutex_);
    std::size_t all = 0;
    for (const auto& [partner, cells] : partners_) all += cells->size();
    return all;
}

}  // namespace waymark::partner
