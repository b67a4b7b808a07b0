#include "workflows/partner/access.hpp"

#include <algorithm>
#include <mutex>
#include <openssl/crypto.h>

#include "workflows/partner/roles.hpp"
#include "workflows/partner/token.hpp"

namespace waymark::partner {

namespace {

/// A partner's person holds a partner's roles only, everybody else none of them, whatever somebody has set.
bool may_hold(const runtime::Actor& actor, std::string_view role) {
    return actor.partner.number != 0 ? is_partner_role(role) : is_staff_role(role) || role == prospect_role;
}

}  // namespace

std::optional<runtime::Actor> actor_of(const runtime::Instance& person) {
    if (!person.state.running || !person.quarantine.empty()) return std::nullopt;
    runtime::Actor actor;
    actor.person = person.id;
    const auto& chart = *person.definition->chart;
    const states::Value& partner = states::datum(chart, person.state, "partner");
    if (partner.is_string()) {
        const auto family = runtime::parse_instance_id(partner.string());
        if (!family) return std::nullopt;
        actor.partner = runtime::family_rooted_at(*family);
    }
    const states::Value& roles = states::datum(chart, person.state, "roles");
    if (roles.is_array())
        for (const states::Value& role : roles.array())
            if (may_hold(actor, role.string_or(""))) actor.roles.push_back(role.string());
    return actor;
}

void Access::take(const runtime::Instance& person) {
    const auto actor = actor_of(person);
    const std::unique_lock lock(mutex_);
    forget(person.id);
    const states::Value& tokens = states::datum(*person.definition->chart, person.state, "tokens");
    if (!actor || !tokens.is_array()) return;
    for (const states::Value& token : tokens.array()) {
        auto holder = std::make_shared<runtime::Actor>(*actor);
        holder->token = token["id"].string_or("");
        const std::string id = holder->token;
        const bool is_new =
            by_token_
                .try_emplace(id, Known{std::string(token["digest"].string_or("")),
                                       parse_instant(token["expires_at"].string_or("")), std::move(holder)})
                .second;
        if (is_new) tokens_of_[person.id].push_back(id);
    }
}

void Access::forget(runtime::InstanceId person) {
    const auto known = tokens_of_.find(person);
    if (known == tokens_of_.end()) return;
    for (const std::string& id : known->second) by_token_.erase(id);
    tokens_of_.erase(known);
}

std::optional<runtime::Actor> Access::find(std::string_view text, Instant now) const {
    const auto token = parse_token(text);
    if (!token) return std::nullopt;
    const std::string digest = digest_of(token->secret);
    const std::shared_lock lock(mutex_);
    const auto known = by_token_.find(std::string(token->id));
    if (known == by_token_.end() || known->second.digest.size() != digest.size()) return std::nullopt;
    const Known& held = known->second;
    if (CRYPTO_memcmp(held.digest.data(), digest.data(), digest.size()) != 0) return std::nullopt;
    if (held.expires_at && *held.expires_at <= now) return std::nullopt;
    return *held.actor;
}

bool Access::knows_a_token() const {
    const std::shared_lock lock(mutex_);
    return !by_token_.empty();
}

Result<IssuedToken> issue_token(runtime::Randomness& randomness, runtime::InstanceId person,
                                std::optional<Instant> expires_at, Instant now) {
    if (expires_at && *expires_at <= now)
        return Error{"form-invalid",
                     "A token cannot expire before it is made: give an instant after " + to_text(now) + ".",
                     "/expires_at",
                     {}};
    const MadeToken made = make_token(randomness);
    states::Value::Object data{{"id", made.id}, {"digest", digest_of(made.secret)}};
    if (expires_at) data.emplace_back("expires_at", to_text(*expires_at));
    return IssuedToken{made.id, text_of(made), {person, "token.create", std::move(data)}};
}

}  // namespace waymark::partner
