#include "workflows/partner/edition_book.hpp"

#include <algorithm>

#include "states/check.hpp"

namespace waymark::partner {

EditionBook::EditionBook(Editions shipped) : shipped_(std::move(shipped)), now_(&shipped_) {}

void EditionBook::add(runtime::InstanceId publication, Edition edition) {
    if (published_.try_emplace(publication, std::move(edition)).second) renew();
}

void EditionBook::remove(runtime::InstanceId publication) {
    if (published_.erase(publication) != 0) renew();
}

void EditionBook::renew() {
    std::vector<Edition> all;
    for (const auto& [publication, edition] : published_) all.push_back(edition);
    const auto published = all.size();
    for (const auto& shipped : shipped_.all())
        if (std::none_of(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(published),
                         [&](const Edition& each) {
                             return each.version == shipped.version || each.from == shipped.from;
                         }))
            all.push_back(shipped);
    auto editions = Editions::of(std::move(all));
    CHECK(editions.ok(), editions.error().message);
    kept_.push_back(std::make_unique<const Editions>(*std::move(editions)));
    now_.store(kept_.back().get(), std::memory_order_release);
}

}  // namespace waymark::partner
