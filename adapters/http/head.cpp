#include "adapters/http/head.hpp"

#include <boost/beast/http/basic_parser.hpp>

namespace waymark::http {
namespace {

namespace beast = boost::beast;

constexpr Refusal head_too_large{
    "header-too-large",
    "The request line and header fields exceed 16 KiB or 100 fields. Send fewer or shorter ones."};

Refusal bad_request(std::string_view detail) { return {"bad-request", detail}; }

std::string_view view(beast::string_view text) { return {text.data(), text.size()}; }

Field known_field(beast::http::field name, beast::string_view text) {
    switch (name) {
        case beast::http::field::host:
            return Field::host;
        case beast::http::field::connection:
            return Field::connection;
        case beast::http::field::content_length:
            return Field::content_length;
        case beast::http::field::transfer_encoding:
            return Field::transfer_encoding;
        case beast::http::field::content_type:
            return Field::content_type;
        case beast::http::field::content_encoding:
            return Field::content_encoding;
        case beast::http::field::expect:
            return Field::expect;
        case beast::http::field::authorization:
            return Field::authorization;
        case beast::http::field::if_match:
            return Field::if_match;
        case beast::http::field::accept:
            return Field::accept;
        default:
            return beast::iequals(text, "Idempotency-Key") ? Field::idempotency_key : Field::other;
    }
}

/// Beast's parser of heads, which hands over views instead of filling a container.
class Reader final : public beast::http::basic_parser<true> {
  public:
    explicit Reader(Head& head) : head_(head) {
        header_limit(most_head_bytes);
        body_limit(boost::none);  // framing.hpp judges the length
    }

  private:
    void on_request_impl(beast::http::verb, beast::string_view method, beast::string_view target, int version,
                         beast::error_code&) override {
        head_.method = view(method);
        head_.target = view(target);
        head_.minor = static_cast<unsigned>(version % 10);
    }
    void on_field_impl(beast::http::field name, beast::string_view text, beast::string_view value,
                       beast::error_code& error) override {
        if (++head_.fields > most_fields) {
            error = beast::http::error::header_limit;
            return;
        }
        const auto field = known_field(name, text);
        if (field == Field::other) return;
        auto& held = head_.values[static_cast<std::size_t>(field)];
        held.text = view(value);
        ++held.times;
    }
    // The rest of the parser's questions do not arise: it is given the head alone.
    void on_response_impl(int, beast::string_view, int, beast::error_code&) override {}
    void on_header_impl(beast::error_code&) override {}
    void on_body_init_impl(const boost::optional<std::uint64_t>&, beast::error_code&) override {}
    std::size_t on_body_impl(beast::string_view body, beast::error_code&) override { return body.size(); }
    void on_chunk_header_impl(std::uint64_t, beast::string_view, beast::error_code&) override {}
    std::size_t on_chunk_body_impl(std::uint64_t, beast::string_view body, beast::error_code&) override {
        return body.size();
    }
    void on_finish_impl(beast::error_code&) override {}

    Head& head_;
};

}  // namespace

Refusal HeadScan::look(std::string_view received) {
    for (; seen_ < received.size() && length_ == 0; ++seen_) {
        const auto byte = static_cast<unsigned char>(received[seen_]);
        const char before = seen_ == 0 ? '\0' : received[seen_ - 1];
        if (before == '\r' && byte != '\n')
            return bad_request("A carriage return stands without its line feed.");
        if (byte >= 0x20 && byte != 0x7f) {
            if (byte == ' ' && before == '\n')
                return bad_request("A line begins with white space; folded header lines are not accepted.");
            continue;
        }
        if (byte == '\n') {
            if (before != '\r')
                return bad_request("A line ends without a carriage return; lines of a request end in CR LF.");
            if (received.substr(0, seen_ + 1).ends_with("\r\n\r\n")) length_ = seen_ + 1;
        } else if (byte == '\t') {
            if (before == '\n')
                return bad_request("A line begins with white space; folded header lines are not accepted.");
        } else if (byte != '\r') {
            return bad_request("A control character stands in the request's head.");
        }
    }
    if (length_ > most_head_bytes || (length_ == 0 && received.size() > most_head_bytes))
        return head_too_large;
    return {};
}

Refusal read_head(std::string_view text, Head& head) {
    head = {};
    Reader reader(head);
    beast::error_code error;
    reader.put({text.data(), text.size()}, error);
    using Fault = beast::http::error;
    if (!error) return {};
    if (error == Fault::header_limit || error == Fault::buffer_overflow) return head_too_large;
    if (error == Fault::bad_version)
        return bad_request("The request line does not end in HTTP/1.1 or HTTP/1.0.");
    if (error == Fault::bad_method)
        return bad_request("The request's method is no token followed by one space.");
    if (error == Fault::bad_target)
        return bad_request("The request's target is missing, or is not followed by one space.");
    if (error == Fault::bad_content_length || error == Fault::multiple_content_length)
        return bad_request("Content-Length must stand once and be a decimal number.");
    if (error == Fault::bad_transfer_encoding)
        return bad_request("Transfer-Encoding and Content-Length exclude each other.");
    return bad_request("A header field is not of the form name: value.");
}

}  // namespace waymark::http
