#include "adapters/http/framing.hpp"

#include <algorithm>
#include <boost/beast/core/string.hpp>
#include <boost/url/authority_view.hpp>
#include <boost/url/parse.hpp>
#include <charconv>

namespace waymark::http {
namespace {

using boost::beast::iequals;

Refusal bad_request(std::string_view detail) { return {"bad-request", detail}; }

Refusal judge_length(const Head& head, Framing& framing) {
    const auto& coding = head[Field::transfer_encoding];
    const auto& length = head[Field::content_length];
    if (coding.times != 0) {
        if (length.times != 0) return bad_request("Transfer-Encoding and Content-Length exclude each other.");
        if (head.minor == 0) return bad_request("Transfer-Encoding does not exist in HTTP/1.0.");
        if (coding.times != 1 || !iequals(coding.text, "chunked"))
            return bad_request("The only transfer coding understood here is “chunked”, once and alone.");
        framing.chunked = true;
        return {};
    }
    if (length.times == 0) return {};
    if (length.times != 1) return bad_request("Content-Length must stand once.");
    const auto* const end = length.text.data() + length.text.size();
    const auto [stop, error] = std::from_chars(length.text.data(), end, framing.content_length);
    if (error != std::errc() || stop != end || length.text.front() == '-')
        return bad_request("Content-Length must be a decimal number.");
    if (framing.content_length > most_bytes(head))
        return {"body-too-large",
                "The body is longer than anything this service takes (64 KiB; a part of an import 1 MiB)."};
    return {};
}

Refusal judge_host(const Head& head, const Hosts& hosts) {
    const auto& host = head[Field::host];
    if (host.times != 1) return bad_request("The header field Host must stand once.");
    const auto authority = boost::urls::parse_authority(host.text);
    if (!authority || authority->has_userinfo() || authority->encoded_host().empty())
        return bad_request("The header field Host is no host name or address with an optional port.");
    const auto name = authority->encoded_host();
    if (!hosts.contains({name.data(), name.size()}))
        return {"misdirected-request",
                "This server does not answer for the host named; see the setting `http.hosts`.", false};
    return {};
}

Refusal judge_target(const Head& head, Framing& framing) {
    if (!head.target.starts_with('/'))
        return bad_request(
            "The request's target must be a path that begins with “/”; this server is no proxy.");
    if (std::ranges::any_of(head.target, [](unsigned char byte) { return byte <= 0x20 || byte >= 0x7f; }))
        return bad_request("The request's target holds bytes that must be percent-encoded.");
    const auto end = std::min(head.target.find('?'), head.target.size());
    framing.path = head.target.substr(0, end);
    framing.query = end == head.target.size() ? std::string_view() : head.target.substr(end + 1);
    return {};
}

bool lists(std::string_view field, std::string_view option) {
    while (!field.empty()) {
        const auto comma = std::min(field.find(','), field.size());
        auto item = field.substr(0, comma);
        while (!item.empty() && (item.front() == ' ' || item.front() == '\t')) item.remove_prefix(1);
        while (!item.empty() && (item.back() == ' ' || item.back() == '\t')) item.remove_suffix(1);
        if (iequals(item, option)) return true;
        field.remove_prefix(std::min(comma + 1, field.size()));
    }
    return false;
}

}  // namespace

Hosts::Hosts(const std::vector<std::string>& names, const std::string& address)
    : names_{"localhost", "127.0.0.1", "[::1]", address, "[" + address + "]"} {
    names_.insert(names_.end(), names.begin(), names.end());
}

bool Hosts::contains(std::string_view host) const {
    return std::ranges::any_of(names_, [&](const std::string& name) { return iequals(name, host); });
}

Refusal judge(const Head& head, const Hosts& hosts, Framing& framing) {
    framing = {};
    if (const auto refusal = judge_length(head, framing)) return refusal;
    if (const auto refusal = judge_target(head, framing)) return refusal;
    if (head[Field::authorization].times > 1 || head[Field::idempotency_key].times > 1 ||
        head[Field::if_match].times > 1 || head[Field::content_type].times > 1)
        return bad_request(
            "Authorization, Content-Type, Idempotency-Key and If-Match may each stand once only.");
    const auto& connection = head[Field::connection];
    if (connection.times > 1) return bad_request("The header field Connection may stand once only.");
    framing.keep_alive = head.minor == 1 && !lists(connection.text, "close");
    if (head.has(Field::expect)) {
        if (!iequals(head.text(Field::expect), "100-continue"))
            return {"expectation-failed", "The only expectation understood here is “100-continue”."};
        framing.expects_continue = head.minor == 1;
    }
    return judge_host(head, hosts);
}

}  // namespace waymark::http
