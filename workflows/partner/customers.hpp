// Whose consumption an account or a scope is: the records of customers, by the provider's ids. Pure.
#pragma once

#include <optional>

#include "workflows/partner/dates.hpp"
#include "workflows/runtime/program.hpp"

namespace waymark::partner {

/// "subaccounts-by-account": subaccounts that were the partner's for at least a day, by account.
/// "scopes-by-scope": registered scopes, ended ones too, by scope. "invited-accounts": subaccounts not
/// accepted yet, by account.
std::vector<runtime::Lookup> customer_lookups();

/// Whose an account or a scope is on a day. None: nobody's.
struct Placement {
    runtime::InstanceId partner, customer, record;  // record: the subaccount or scope
    std::string product;                            // of a scope's project; may be empty
};
std::optional<Placement> account_on(const runtime::FindInstances& find, const std::string& account, Date day);
std::optional<Placement> scope_on(const runtime::FindInstances& find, const std::string& scope, Date day);

/// The facts "account" and "scope": {taken_by: ids of the live records with the one that the event names}.
/// Undefined: it names none.
states::Value account_fact(const runtime::FactQuestion& question);
states::Value scope_fact(const runtime::FactQuestion& question);

}  // namespace waymark::partner
