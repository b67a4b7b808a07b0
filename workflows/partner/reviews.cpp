#include "workflows/partner/reviews.hpp"

#include "workflows/partner/campaigns.hpp"
#include "workflows/partner/data.hpp"

namespace waymark::partner {

std::vector<runtime::Errand> reviews_after(const runtime::Instance& import, const ConsumptionBook& book,
                                           const runtime::FindInstances& find) {
    std::vector<runtime::Errand> errands;
    const auto newest = book.newest();
    if (!newest || newest->id != runtime::to_text(import.id)) return errands;
    for (const auto& specialization : find("active-specializations", "all"))
        if (datum(*specialization, "reviewed")["import"] != states::Value(newest->id))
            errands.push_back({specialization->id, "conditions.review", {}});
    for (auto& renewal : renewals_after(newest->id, find)) errands.push_back(std::move(renewal));
    return errands;
}

std::vector<runtime::Errand> reviews_before(const runtime::Instance& edition,
                                            const runtime::FindInstances& find) {
    std::vector<runtime::Errand> errands;
    if (!is_in(edition, "published")) return errands;
    const auto from = text(edition, "from");
    for (const auto& specialization : find("active-specializations", "all")) {
        const auto& armed = datum(*specialization, "reviewed")["review_on"];
        if (!armed.is_string() || armed.string() > from)
            errands.push_back({specialization->id, "conditions.review", {}});
    }
    return errands;
}

}  // namespace waymark::partner
