// What a publication means for others: active specializations are judged again. Pure.
#pragma once

#include "workflows/partner/consumption_book.hpp"
#include "workflows/runtime/program.hpp"

namespace waymark::partner {

/// "conditions.review" to each active specialization that was not judged with the import yet; nothing for an
/// import that is not published, or not the newest one.
std::vector<runtime::Errand> reviews_after(const runtime::Instance& import, const ConsumptionBook& book,
                                           const runtime::FindInstances& find);

/// "conditions.review" to each active specialization that looks at its conditions later than on the edition's
/// first day, as it did not know of it; nothing for one that is not published, or in force already.
std::vector<runtime::Errand> reviews_before(const runtime::Instance& edition,
                                            const runtime::FindInstances& find);

}  // namespace waymark::partner
