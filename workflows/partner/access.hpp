// Who acts under a token: an index of the tokens of all persons, kept by observing their instances. Nothing
// is stored here, and of a token nothing but the digest of its secret is known. Owned by the composition
// root, lives as long as the service.
#pragma once

#include <memory>
#include <optional>
#include <shared_mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "workflows/runtime/ports/randomness.hpp"
#include "workflows/runtime/service.hpp"

namespace waymark::partner {

class Access {
  public:
    /// Takes a person as it stands now. To be given to Service::observe("person", …). Thread: the writer's.
    void take(const runtime::Instance& person);

    /// Who acts under this token; nothing when it is unknown, revoked, expired, or its person has left.
    /// Thread: any.
    [[nodiscard]] std::optional<runtime::Actor> find(std::string_view token, Instant now) const;

    /// Whether anybody holds a token, expired or not. Thread: any.
    [[nodiscard]] bool knows_a_token() const;

  private:
    struct Known {
        std::string digest;
        std::optional<Instant> expires_at;
        std::shared_ptr<const runtime::Actor> actor;
    };
    void forget(runtime::InstanceId person);

    mutable std::shared_mutex mutex_;
    std::unordered_map<std::string, Known> by_token_;
    std::unordered_map<runtime::InstanceId, std::vector<std::string>> tokens_of_;
};

/// Who acts when this person does, as he stands; nothing: nobody, he has left.
std::optional<runtime::Actor> actor_of(const runtime::Instance& person);

/// A new token: `token` is shown once and never stored, `event` carries its id and digest to the person.
struct IssuedToken {
    std::string id, token;
    runtime::SendEvent event;
};
/// Errors: "form-invalid": expires_at is not after now.
Result<IssuedToken> issue_token(runtime::Randomness& randomness, runtime::InstanceId person,
                                std::optional<Instant> expires_at, Instant now);

}  // namespace waymark::partner
