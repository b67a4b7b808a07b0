// All instances as the journal leaves them, told family by family: what the promises are held against.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "workflows/runtime/service.hpp"

namespace waymark::families {

using runtime::FamilyId;
using runtime::InstanceId;
using runtime::InstancePtr;

/// One family and what its members say of themselves.
struct Family {
    InstancePtr root;
    std::vector<InstancePtr> members;  // in order of creation, ended ones included

    [[nodiscard]] std::vector<InstancePtr> of(std::string_view workflow) const;
    [[nodiscard]] std::vector<InstancePtr> living(std::string_view workflow) const;
    [[nodiscard]] std::string status() const;
};

std::string state_of(const InstancePtr& instance);
bool is_in(const InstancePtr& instance, std::string_view state);
const states::Value& datum(const InstancePtr& instance, std::string_view name);
std::string text(const InstancePtr& instance, std::string_view name);

/// Every invariant of a partner's family between two commits: empty, or what is wrong.
std::vector<std::string> faults(const Family& family);

/// Of all architects' slots.
std::vector<std::string> clashes(const std::vector<InstancePtr>& interviews);

}  // namespace waymark::families
