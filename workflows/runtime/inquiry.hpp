// What programs look things up in while they address and write letters: the service's answers without roles,
// each read once. Made for one batch of letters. Thread: one at a time.
#pragma once

#include <map>

#include "workflows/runtime/reading.hpp"

namespace waymark::runtime {

class CommittedInquiry final : public Inquiry {
  public:
    CommittedInquiry(const Reading& reading, Journal& journal) : reading_(reading), journal_(journal) {}

    InstancePtr instance(InstanceId id) override { return reading_.instance(id); }
    const std::vector<InstancePtr>& family(FamilyId family) override;
    const std::vector<InstancePtr>& all(const std::string& workflow) override;
    void each(const std::string& workflow, const std::function<void(const InstancePtr&)>& take) override {
        reading_.each(workflow, take);
    }
    std::vector<Stay> stays(const Instance& instance, std::size_t most) override {
        return reading_.stays(instance, most);
    }
    states::Value reveal(const states::Value& value) override;

  private:
    const Reading& reading_;
    Journal& journal_;
    std::map<FamilyId, std::vector<InstancePtr>> families_;
    std::map<std::string, std::vector<InstancePtr>> workflows_;
};

}  // namespace waymark::runtime
