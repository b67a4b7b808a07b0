// Whom a taxpayer number or an id stands for, kept by observing partners. Nothing is stored here. Owned by
// the import desk. Thread: any.
#pragma once

#include <map>
#include <mutex>
#include <set>
#include <string>
#include <unordered_map>

#include "workflows/partner/imports/consumption_file.hpp"
#include "workflows/runtime/instance.hpp"

namespace waymark::partner {

class PartnerDirectory {
  public:
    void take(const runtime::Instance& partner);
    /// By id any partner there ever was; by number the one that has it, those that have left only where no
    /// other has it.
    [[nodiscard]] PartnerMeant find(std::string_view text) const;

  private:
    struct Known {
        std::string tin;
        bool live = false;
    };
    mutable std::mutex mutex_;
    std::unordered_map<runtime::InstanceId, Known> partners_;
    std::map<std::string, std::set<runtime::InstanceId>, std::less<>> by_tin_;
};

}  // namespace waymark::partner
