// The editions of the rules that decisions are judged by: those in the binary, and those that were published
// since. It only grows, but for a publication that is undone. Owned by the program.
#pragma once

#include <atomic>
#include <map>
#include <memory>
#include <vector>

#include "workflows/partner/eligibility/edition.hpp"
#include "workflows/runtime/ids.hpp"

namespace waymark::partner {

class EditionBook {
  public:
    explicit EditionBook(Editions shipped);

    /// As they are at this moment; valid as long as the book, as what is in them. Thread: any.
    [[nodiscard]] const Editions& now() const { return *now_.load(std::memory_order_acquire); }

    /// From now on it counts as well; known already: nothing happens. A shipped one of the same version or
    /// first day gives way: decisions were judged by what was published. Thread: the writer's.
    void add(runtime::InstanceId publication, Edition edition);
    /// It counts no more; not known: nothing happens. Thread: the writer's.
    void remove(runtime::InstanceId publication);
    [[nodiscard]] bool has(runtime::InstanceId publication) const { return published_.contains(publication); }

  private:
    void renew();

    const Editions shipped_;
    std::map<runtime::InstanceId, Edition> published_;
    // A few in a year: all are kept, so that nobody who reads has to hold on to one.
    std::vector<std::unique_ptr<const Editions>> kept_;
    std::atomic<const Editions*> now_;
};

}  // namespace waymark::partner
