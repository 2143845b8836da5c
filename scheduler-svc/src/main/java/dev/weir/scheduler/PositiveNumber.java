package dev.weir.scheduler;

import org.eclipse.microprofile.config.spi.Converter;

/** A whole number from 1. */
public class PositiveNumber implements Converter<Integer> {
  private static final long serialVersionUID = 1;

  @Override
  public Integer convert(String text) {
    int value;
    try {
      value = Integer.parseInt(text.strip());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("not a whole number: " + text, e);
    }
    if (value < 1) {
      throw new IllegalArgumentException("less than 1: " + text);
    }
    return value;
  }
}
